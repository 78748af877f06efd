export const sendingWords = {
  /** The name of a thread if its card's title is not known any more, or Discord refuses it. */
  thread: 'Run',
  blocked: (code: number): string => `The moderation of this Discord server does not allow these words (${code}).`,
};

interface Told {
  what: string;
  remedy: string;
}

/** What people read of Discord's troubles, on another surface. */
export const troubleWords = {
  token: (code: string): Told => ({
    what: `Discord refuses the bot token (${code}). Nothing is posted or updated in Discord, and nobody is answered there.`,
    remedy:
      'Reset the token in the developer portal (discord.com/developers/applications → Bot), set DISCORD_TOKEN to the new one, and restart.',
  }),
  address: (code: string): Told => ({
    what: `Nothing is posted or updated in Discord for some minutes (${code}): too many calls from this address were refused, and Discord bans such addresses.`,
    remedy:
      'It goes on by itself. If it happens again, see which other programs call Discord from this address, and mend what the other troubles name.',
  }),
  place: (channel: string, code: string): Told => places[code]?.(channel) ?? restricted(channel),
};

/** Discord doesn't tell that a channel works again: a message from there shows it, or a card that is posted. */
const thenSay = 'Then write a word there: it shows that the channel works again, and this goes away.';

const hidden = (channel: string): Told => ({
  what: `The bot does not see the Discord channel ${channel}. What belongs there is not shown.`,
  remedy: `Give its role View Channel there, or bring it into the server again with \`wheelhouse invite\`. ${thenSay}`,
});

const unfit = (channel: string): Told => ({
  what: `${channel} is no Discord channel that cards can be posted in. What belongs there is not shown.`,
  remedy:
    'Name a text channel, an announcement channel or a forum in the project file: not a thread, a category or a voice channel.',
});

const full = (channel: string): Told => ({
  what: `The server of the Discord channel ${channel} has as many active threads as Discord allows. No run can be shown there.`,
  remedy: 'Archive or delete threads there. The next card that is posted shows that it works.',
});

/** By Discord's codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const places: Record<string, (channel: string) => Told> = {
  10003: (channel) => ({
    what: `Discord knows no channel ${channel}. What belongs there is not shown.`,
    remedy: `If it was deleted, name another channel in the project file. If the number is wrong, mend it there.`,
  }),
  10004: hidden,
  50001: hidden,
  50008: unfit,
  50024: unfit,
  40067: (channel) => ({
    what: `The Discord forum ${channel} wants a tag with each post. What belongs there is not shown.`,
    remedy:
      "Switch “Require people to select tags when posting” off in the forum's settings. The next card that is posted there shows that it works.",
  }),
  160006: full,
  160007: full,
};

const restricted = (channel: string): Told => ({
  what: `The bot may not post in the Discord channel ${channel}, or start a thread there. What belongs there is not shown.`,
  remedy:
    "Give its role Send Messages, Create Public Threads and Send Messages in Threads in the channel's settings; `wheelhouse doctor` says what is missing. The next card that is posted there shows that it works.",
});
