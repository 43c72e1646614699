package io.syncline.local.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Runs another main class in a child process that ends when its parent does. */
public final class ChildMain {

    private ChildMain() {}

    /** @param arguments the main class, then its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ParentWatch.start();
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null,
                            (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(arguments[0] + " failed", e.getCause());
        }
    }
}
