package io.smppproxy.testing;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaked a buffer, in every module that has this one's tests on its class path: JUnit finds it
 * through META-INF/services.
 */
public final class LeakGuardExtension implements AfterAllCallback {
    static {
        LeakGuard.install();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        boolean nested = context.getTestClass()
                .map(testClass -> testClass.getEnclosingClass() != null)
                .orElse(true);
        if (!nested) {
            check(context.getDisplayName());
        }
    }

    static void check(String where) throws InterruptedException {
        List<String> leaks = LeakGuard.collect();
        if (!leaks.isEmpty()) {
            throw new AssertionError(
                    where + ": " + leaks.size() + " buffers leaked, the first of them " + leaks.get(0));
        }
    }
}
