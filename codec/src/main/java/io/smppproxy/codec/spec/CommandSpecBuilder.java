package io.smppproxy.codec.spec;

import io.smppproxy.codec.CommandId;
import io.smppproxy.codec.InterfaceVersion;
import java.util.ArrayList;
import java.util.List;

/** Puts a row of {@link CommandTable} together: a command with a response and without fields, unless told otherwise. */
final class CommandSpecBuilder {
    private final String name;
    private final int commandId;
    private final int firstVersion;
    private int lastVersion = InterfaceVersion.V5_0;
    private boolean noResponse;
    private boolean bodyOnError = true;
    private List<FieldSpec> fields = List.of();
    private TlvTags v34 = TlvTags.NONE;
    private TlvTags fromEsme = TlvTags.NONE;
    private TlvTags fromMc = TlvTags.NONE;
    private TlvTags mandatory = TlvTags.NONE;

    CommandSpecBuilder(String name, int commandId, int firstVersion) {
        this.name = name;
        this.commandId = commandId;
        this.firstVersion = firstVersion;
    }

    @SafeVarargs
    final CommandSpecBuilder fields(List<FieldSpec>... parts) {
        List<FieldSpec> all = new ArrayList<>();
        for (List<FieldSpec> part : parts) {
            all.addAll(part);
        }
        fields = all;
        return this;
    }

    CommandSpecBuilder onlyV33() {
        lastVersion = InterfaceVersion.V3_3;
        return this;
    }

    CommandSpecBuilder noResponse() {
        noResponse = true;
        return this;
    }

    CommandSpecBuilder noBodyOnError() {
        bodyOnError = false;
        return this;
    }

    CommandSpecBuilder tlvsV34(TlvTags tags) {
        v34 = tags;
        return this;
    }

    CommandSpecBuilder tlvsV50(TlvTags tags) {
        return tlvsV50(tags, tags);
    }

    CommandSpecBuilder tlvsV50(TlvTags whenFromEsme, TlvTags whenFromMc) {
        fromEsme = whenFromEsme;
        fromMc = whenFromMc;
        return this;
    }

    /** Which are allowed as well, so this comes after {@link #tlvsV50}. */
    CommandSpecBuilder mandatoryTlvs(TlvTags tags) {
        mandatory = tags;
        return tlvsV50(fromEsme.and(tags), fromMc.and(tags));
    }

    CommandSpec build() {
        boolean hasResponse = !noResponse && !CommandId.isResponse(commandId);
        TlvRules tlvs = new TlvRules(v34, fromEsme, fromMc, mandatory);
        return new CommandSpec(commandId, name, firstVersion, lastVersion, hasResponse, bodyOnError, fields, tlvs);
    }
}
