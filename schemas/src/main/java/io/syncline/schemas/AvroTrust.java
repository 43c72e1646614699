package io.syncline.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load Syncline's generated classes and nothing else.
 *
 * <p>
 * Avro 1.12.2 refuses every class that is not on its trust list, as soon as a builder or a reader
 * touches an enum or a record (CVE-2024-47561 is why). {@link #install()} must therefore run before
 * the first use of a generated class; every class here that touches Avro calls it in its static
 * initialiser, so that callers cannot forget it.
 */
public final class AvroTrust {

    private static final String TRUSTED_PACKAGE = "io.syncline.schemas.";

    private AvroTrust() {}

    /** Installs the trust list; calling it again changes nothing. */
    public static void install() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT,
                candidate -> candidate.getName().startsWith(TRUSTED_PACKAGE)));
    }
}
