/** Below PUBLIC_URL: where Slack sends events, clicks and commands alike, without Socket Mode. The manifest names it. */
export const eventsPath = '/slack/events';
