package io.syncline.console.web.view;

import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.Kind;
import java.util.List;

/**
 * The way to a tenant's mailboxes: how it is prepared, and the form.
 *
 * @param tenant the id of the tenant that it belongs to; empty: a new one
 * @param action where the form goes
 * @param problems what is wrong with what was filled in, in the order of the fields
 */
public record FormPage(Kind kind, String tenant, String action, List<Section> sections,
        List<FieldProblem> problems) {

    public FormPage {
        sections = List.copyOf(sections);
        problems = List.copyOf(problems);
    }

    /** Fields that belong together. */
    public record Section(String title, List<Field> fields) {
        public Section {
            fields = List.copyOf(fields);
        }
    }

    public boolean isNew() {
        return tenant.isEmpty();
    }
}
