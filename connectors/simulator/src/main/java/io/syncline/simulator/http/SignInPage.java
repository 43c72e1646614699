package io.syncline.simulator.http;

import io.syncline.simulator.mailbox.People.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages that a browser shows: whom to be, and why it cannot be. Plain HTML without scripts. */
final class SignInPage {

    private SignInPage() {}

    /** One button for each person; it asks for the same again, with that person named. */
    static String of(AuthorizationRequest request, List<Person> people) {
        return page("Pick an account", people.isEmpty()
                ? "<p>Nobody can sign in: add people at the admin door.</p>\n"
                : people.stream()
                        .map(person -> form(request, person))
                        .collect(Collectors.joining()));
    }

    static String refusal(String why) {
        return page("Sign-in failed", "<p>" + escaped(why) + "</p>\n");
    }

    /** A GET form: its fields are the request's parameters, but for what picks the person. */
    private static String form(AuthorizationRequest request, Person person) {
        return "<form method=\"get\">\n" + request.parameters()
                .entrySet()
                .stream()
                .filter(entry -> !entry.getKey().equals("login_hint")
                        && !entry.getKey().equals("prompt"))
                .map(SignInPage::field)
                .collect(Collectors.joining())
                + field(Map.entry("login_hint", person.address()))
                + "<button type=\"submit\">" + escaped(person.name()) + " &lt;"
                + escaped(person.address()) + "&gt;</button>\n</form>\n";
    }

    private static String field(Map.Entry<String, String> parameter) {
        return "<input type=\"hidden\" name=\"" + escaped(parameter.getKey()) + "\" value=\""
                + escaped(parameter.getValue()) + "\">\n";
    }

    private static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + " (simulated)</title></head>\n<body>\n<h1>" + title
                + "</h1>\n" + body + "</body></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
