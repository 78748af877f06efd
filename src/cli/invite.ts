interface Invitation {
  link: URL;
  permissions: readonly Reasoned[];
  /** What has to be switched on in the developer portal. */
  intents: readonly Reasoned[];
}

interface Reasoned {
  name: string;
  why: string;
  without: string;
}

const page = 'discord.com/developers/applications → the application → Bot';

/** What to do with the link, and what it asks for. The guide says the same at more length. */
export const printInvitation = ({ link, permissions, intents }: Invitation): string =>
  [
    '1. Open this link, choose your server, and authorize the bot and its commands:',
    '',
    link.href,
    '',
    '   It asks for these permissions:',
    ...permissions.map(line),
    '',
    `2. ${page} → Privileged Gateway Intents: switch on`,
    ...intents.map(line),
    '',
    '3. On the same page, Reset Token; copy the token into DISCORD_TOKEN.',
    '4. Look whether all is right:  wheelhouse doctor',
    '5. Start, and in a channel of the project:  /wheel run',
    '',
    'All of it, with the ids of people and channels: docs/guide/discord.md',
    '',
  ].join('\n');

const line = ({ name, why, without }: Reasoned): string => `   ${name}: ${why}. Without it, ${without}.`;
