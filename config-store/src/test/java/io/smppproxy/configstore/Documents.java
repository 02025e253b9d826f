package io.smppproxy.configstore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Settings and changes for tests. */
public final class Documents {
    public static final String LINK_PASSWORD = "l1nkPw_q";
    public static final String ACCOUNT_PASSWORD = "acc0unt_x";
    private static final int KEYS = 6;

    private Documents() {}

    public static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    public static ObjectNode link(long id) {
        return json("{'id': " + id + ", 'smsc-id': 'smsc-" + id + "', 'host': 'smsc.example', 'port': 2775,"
                + " 'username': 'me', 'password': '" + LINK_PASSWORD + "', 'window': 50}");
    }

    public static ObjectNode account(long id) {
        return json("{'id': " + id + ", 'username': 'esme-" + id + "', 'password': '" + ACCOUNT_PASSWORD + "'}");
    }

    /** Two links, a pool, an account, an app, a strategy and two routes. */
    public static ObjectNode first() {
        ObjectNode root = json("{'pools': [{'id': 1000, 'name': 'default', 'members': [{'link': 101, 'weight': 1}]}],"
                + " 'apps': [{'id': 1, 'name': 'demo \u00e4\u20ac\ud83d\ude00'}],"
                + " 'strategies': {'cp1': {'daily-cap': 10}, 'blacklist': {}},"
                + " 'routes': [{'accounts': [1], 'prefixes': ['998'], 'esme': 101}, {'esme': 1000}],"
                + " 'mo-routes': [{'destination': '4455', 'account': 1}]}");
        root.putArray("links").add(link(101)).add(link(102));
        root.putArray("accounts").add(account(1));
        return root;
    }

    /** One change of any sort. */
    public static Consumer<DocumentEditor> randomEdit(SplittableRandom random) {
        List<Kind> kinds = List.of(Kind.values());
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        int choice = random.nextInt(4);
        int number = 1 + random.nextInt(KEYS);
        int value = random.nextInt(1_000);
        return editor -> edit(editor, kind, choice, number, value);
    }

    private static void edit(DocumentEditor editor, Kind kind, int choice, int number, int value) {
        ObjectNode settings = kind == Kind.LINK ? link(number) : kind == Kind.ACCOUNT ? account(number) : json("{}");
        settings.put("value", value);
        settings.putObject("inner").put("value", value % 7);
        String key = Integer.toString(number);
        List<Entity> all = editor.all(kind);
        if (kind.isOrdered()) {
            settings.remove("id");
            if (choice == 0 || all.isEmpty()) {
                editor.add(kind, settings);
            } else if (choice == 1) {
                editor.remove(kind, all.get(number % all.size()).key());
            } else if (choice == 2) {
                editor.put(kind, all.get(number % all.size()).key(), settings);
            } else {
                List<ObjectNode> turned =
                        new ArrayList<>(all.stream().map(Entity::settings).toList());
                Collections.reverse(turned);
                editor.replaceAll(kind, turned);
            }
        } else if (choice == 0 && editor.find(kind, key).isPresent()) {
            editor.remove(kind, key);
        } else {
            editor.put(kind, key, settings);
        }
    }
}
