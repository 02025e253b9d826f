package io.smppproxy.core.pdulog;

import io.smppproxy.core.config.PduLogRules;
import io.smppproxy.core.config.PduLogSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** All logs since the start. Any thread. */
final class PduLogRegistry {
    private final List<PduLog> byNumber = new CopyOnWriteArrayList<>();
    private final Map<Long, PduLog> links = new HashMap<>();
    private final Map<Long, PduLog> accounts = new HashMap<>();
    private PduLogRules rules;

    PduLogRegistry(PduLogRules rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException if the name could be no file's */
    synchronized PduLog ofLink(long linkId, String smscId) {
        return find(links, PduLogSide.LINKS, linkId, smscId);
    }

    synchronized PduLog ofAccount(long accountId) {
        return find(accounts, PduLogSide.ACCOUNTS, accountId, Long.toString(accountId));
    }

    private PduLog find(Map<Long, PduLog> logs, PduLogSide side, long ownerId, String owner) {
        PduLog known = logs.get(ownerId);
        // A link that got another smsc_id gets another log; its old connections go on in the old one.
        if (known != null && known.owner().equals(owner)) {
            return known;
        }
        if (!PduLogFileId.isOwner(owner)) {
            throw new IllegalArgumentException("smsc-id: \"" + owner
                    + "\" (expected: 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter"
                    + " or digit)");
        }
        PduLog log = new PduLog(byNumber.size(), side, owner, settingOf(side, ownerId));
        byNumber.add(log);
        logs.put(ownerId, log);
        return log;
    }

    synchronized void rules(PduLogRules newRules) {
        rules = newRules;
        links.forEach((id, log) -> log.set(settingOf(PduLogSide.LINKS, id)));
        accounts.forEach((id, log) -> log.set(settingOf(PduLogSide.ACCOUNTS, id)));
    }

    synchronized PduLogSetting settingOf(PduLogSide side, long ownerId) {
        Map<Long, PduLogSetting> settings = side == PduLogSide.LINKS ? rules.links() : rules.accounts();
        return settings.getOrDefault(ownerId, PduLogSetting.OFF);
    }

    PduLog get(int number) {
        return byNumber.get(number);
    }

    boolean isAnyOn() {
        return byNumber.stream().anyMatch(log -> log.mode() != PduLog.OFF);
    }
}
