package io.smppproxy.core.config;

import java.util.Set;

/**
 * One contact policy (a strategy: cp1, onbuild_cp1, cp2, blacklist, …).
 *
 * @param name as requests name it
 * @param dailyCap messages per number and calendar day; 0 means no cap
 * @param weeklyCap messages per number in seven calendar days; 0 means no cap
 * @param duplicateWindowSeconds the same text to the same number within it is a duplicate; 0 means never
 * @param sharedByApps true: one count per number over all apps; false: one count per app and number
 * @param blacklist numbers, digits only, that are refused
 */
public record StrategyConfig(
        String name,
        int dailyCap,
        int weeklyCap,
        long duplicateWindowSeconds,
        boolean sharedByApps,
        Set<String> blacklist) {
    public StrategyConfig {
        blacklist = Set.copyOf(blacklist);
    }
}
