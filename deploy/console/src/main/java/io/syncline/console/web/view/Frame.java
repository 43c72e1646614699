package io.syncline.console.web.view;

/**
 * What stands around every page.
 *
 * @param page the name of what is shown, as its template has it
 * @param title of the page
 * @param who is signed in; empty: nobody
 * @param operator whether they may act
 * @param csrf what every form must send along
 * @param notice what is to be said of what was just done; empty: nothing
 * @param links whether people are let in by one-time links
 * @param refreshes whether a browser without scripts is to load the page again and again
 */
public record Frame(String page, String title, String who, boolean operator, String csrf,
        String notice,
        boolean links, boolean refreshes) {}
