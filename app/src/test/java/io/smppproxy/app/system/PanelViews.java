package io.smppproxy.app.system;

import java.util.List;

/** Addresses of the panel's views. */
final class PanelViews {
    static final List<String> ALL = List.of(
            "#/overview",
            "#/links",
            "#/links/101",
            "#/links/101/edit",
            "#/links/new",
            "#/pools",
            "#/pools/1000",
            "#/accounts",
            "#/accounts/new",
            "#/binds",
            "#/apps",
            "#/apps/1",
            "#/apps/1/edit",
            "#/routes",
            "#/mo-routes",
            "#/strategies",
            "#/strategies/cp1",
            "#/blacklist",
            "#/messages",
            "#/logs",
            "#/test",
            "#/history",
            "#/users",
            "#/nothing");

    private PanelViews() {}
}
