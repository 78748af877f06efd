/** What an error of Slack's means for us: https://docs.slack.dev/reference/methods, each method's list of errors. */
export type Verdict =
  'dead token' | 'dead place' | 'no thread' | 'no edit' | 'slow down' | 'outage' | 'no scope' | 'refused';

const names: Record<Exclude<Verdict, 'refused'>, readonly string[]> = {
  'dead token': [
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_allowed_token_type',
    'org_login_required',
    'team_access_not_granted',
  ],
  'dead place': [
    'channel_not_found',
    'is_archived',
    'not_in_channel',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'channel_type_not_supported',
    'messages_tab_disabled',
  ],
  // The last two: the message can't have replies, or the thread is locked.
  'no thread': ['thread_not_found', 'cannot_reply_to_message', 'restricted_action_thread_locked'],
  'no edit': ['message_not_found', 'cant_update_message', 'edit_window_closed'],
  'slow down': ['ratelimited', 'rate_limited', 'message_limit_exceeded'],
  outage: [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'external_channel_migrating',
  ],
  'no scope': ['missing_scope', 'no_permission'],
};

const verdicts = new Map(
  Object.entries(names).flatMap(([verdict, errors]) => errors.map((error) => [error, verdict as Verdict] as const)),
);

/** An unknown error counts as a refusal: sending the same again would not help. */
export const verdictOf = (error: string): Verdict => verdicts.get(error) ?? 'refused';
