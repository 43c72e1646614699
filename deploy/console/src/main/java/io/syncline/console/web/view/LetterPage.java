package io.syncline.console.web.view;

/**
 * A dead letter, opened.
 *
 * @param place where it stood
 * @param text what it says; empty where its bytes cannot be read
 * @param hex its bytes, where they cannot; empty where it has none
 */
public record LetterPage(LettersPage.Row row, String service, String place, String key,
        String text, String hex) {}
