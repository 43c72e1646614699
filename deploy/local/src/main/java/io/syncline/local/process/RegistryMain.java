package io.syncline.local.process;

import java.lang.reflect.InvocationTargetException;

/** Starts the schema registry's own main class, and ends it when the parent does. */
public final class RegistryMain {

    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private RegistryMain() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        ParentWatch.start();
        try {
            Class.forName(ENTRY_POINT)
                    .getMethod("main", String[].class)
                    .invoke(null,
                            (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The registry did not start", e.getCause());
        }
    }
}
