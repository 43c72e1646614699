package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A walk over all pages that links lead to: each is seen on both screens, and its controls are reached by
 * the keyboard. Of pages that are alike but for what they are about, two are seen.
 */
final class PageWalk {

    private static final int ALIKE_MAX = 2;
    private static final int PAGES_MAX = 150;
    /** What an address says about whose page it is. */
    private static final String OWN = ".*[0-9].*|.{25,}";
    /** Everything that a person could use, and can see. */
    private static final String CONTROLS = """
            () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
                .filter(one => one.type !== 'hidden' && !one.disabled && one.tabIndex >= 0
                    && one.checkVisibility())
                .filter(one => one.type !== 'radio' || one.checked
                    || !document.querySelector('input[name="' + one.name + '"]:checked'))
                .map((one, index) => { one.dataset.walked = 'no'; return index; }).length
            """;
    private static final String REACHED = """
            () => { const one = document.activeElement;
                if (one && one.dataset.walked) { one.dataset.walked = 'yes'; }
                return one === document.body; }
            """;
    private static final String LEFT = """
            () => [...document.querySelectorAll('[data-walked=no]')]
                .filter(one => one.type !== 'radio')
                .map(one => one.outerHTML.slice(0, 120))
            """;

    private final OperatorBrowser browser;
    private final Set<String> names;
    private final Map<String, Integer> alike = new HashMap<>();
    private final Set<String> pages = new TreeSet<>();

    /** @param names of tenants and mailboxes, as they stand in addresses */
    PageWalk(OperatorBrowser browser, Set<String> names) {
        this.browser = browser;
        this.names = names;
    }

    /** Walks from the overview; returns how many pages were seen. */
    int all() {
        Deque<String> ahead = new ArrayDeque<>(List.of("/"));
        Set<String> known = new LinkedHashSet<>(ahead);
        int seen = 0;
        while (!ahead.isEmpty()) {
            String path = ahead.poll();
            int times = alike.merge(shape(path), 1, Integer::sum);
            if (times > ALIKE_MAX) {
                continue;
            }
            assertThat(++seen).as("pages, the last one being " + path)
                    .isLessThanOrEqualTo(PAGES_MAX);
            browser.open(path);
            see("walk" + shape(path).replace('/', '-').replace('*', 'x') + times);
            links().stream().filter(known::add).forEach(ahead::add);
        }
        return seen;
    }

    /** Looks at what is open now, which a click led to. */
    void see(String name) {
        browser.see(name);
        pages.add(browser.page().locator("main").getAttribute("data-page"));
        assertThat(unreached()).as("controls of %s that the keyboard does not reach", name)
                .isEmpty();
    }

    /** The names of all that was seen. */
    Set<String> pages() {
        return pages;
    }

    private List<String> links() {
        List<String> found = new ArrayList<>();
        browser.page()
                .locator("a[href^='/']")
                .all()
                .forEach(link -> found.add(URI.create(link.getAttribute("href")).toString()));
        return found;
    }

    /** An address without what is a tenant's, a mailbox's or a contact's own. */
    private String shape(String path) {
        StringBuilder shape = new StringBuilder();
        for (String part : path.replaceAll("\\?.*", "?").split("/")) {
            shape.append('/').append(names.contains(part) || part.matches(OWN) ? "*" : part);
        }
        return shape.toString().replace("?", "-asked");
    }

    private List<?> unreached() {
        Page page = browser.page();
        int controls = ((Number) page.evaluate(CONTROLS)).intValue();
        page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
        boolean hasLeft = false;
        // Regions that scroll are stops besides.
        for (int i = 0; i < 2 * controls + 20 && !hasLeft; i++) {
            page.keyboard().press("Tab");
            hasLeft = (Boolean) page.evaluate(REACHED) && i >= controls;
        }
        return (List<?>) page.evaluate(LEFT);
    }
}
