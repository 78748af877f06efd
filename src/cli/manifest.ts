interface Made {
  link: URL;
  /** Where the manifest stands, for whoever has to paste it. */
  file: string;
  /** Where Slack would send everything; null: Socket Mode. */
  sentTo: URL | null;
}

/** What to do with the link. The guide says the same at more length. */
export const printManifest = ({ link, file, sentTo }: Made): string =>
  [
    '1. Open this link, choose your workspace, and press Create and Install (or Create, then Install to Workspace):',
    '',
    link.href,
    '',
    `   If the page shows no manifest: choose From a manifest, YAML, and paste ${sentTo === null ? file : 'what --yaml prints'}.`,
    '',
    '2. OAuth & Permissions: copy the Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN.',
    sentTo === null ? socket : http(sentTo),
    '4. Look whether all is right:  wheelhouse doctor',
    '5. Start, and in a channel of the project:  /invite @Wheelhouse, then /wheel run',
    '',
    'All of it, with the ids of people and channels: docs/guide/slack.md',
    '',
  ].join('\n');

const socket =
  '3. Basic Information → App-Level Tokens: make one with the scope connections:write; copy it (xapp-…) into SLACK_APP_TOKEN.';

const http = ({ href }: URL): string =>
  [
    '3. Basic Information → App Credentials: copy the Signing Secret into SLACK_SIGNING_SECRET, and leave SLACK_APP_TOKEN unset.',
    `   Start Wheelhouse so that Slack reaches it at ${href}; then Event Subscriptions: press Retry beside the Request URL.`,
  ].join('\n');
