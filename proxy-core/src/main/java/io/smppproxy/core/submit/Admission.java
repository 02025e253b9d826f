package io.smppproxy.core.submit;

import io.smppproxy.core.admission.AppRegistry;
import io.smppproxy.core.admission.ContactPolicy;
import io.smppproxy.core.admission.SubmissionValidator;

/**
 * Who may send what, by one configuration. A change is another snapshot; a submission goes by one of them from its beginning to its end.
 *
 * @param validator looks at the fields
 * @param apps tenants and their L1 limits
 * @param contactPolicy strategies
 */
public record Admission(SubmissionValidator validator, AppRegistry apps, ContactPolicy contactPolicy) {}
