interface Told {
  what: string;
  remedy: string;
}

/** What people read of Slack's troubles, on another surface. */
export const troubleWords = {
  token: (code: string): Told => ({
    what: `Slack refuses the bot token (${code}). Nothing is posted or updated in Slack, and nobody is answered there.`,
    remedy: 'Install the app into the workspace again, set SLACK_BOT_TOKEN to its new token, and restart.',
  }),
  place: (channel: string, code: string): Told => places[code]?.(channel) ?? restricted(channel),
};

/** Slack doesn't tell us when a channel works again: we notice by the next event from it, or the next card that is posted. */
const thenSay = 'Then write a word there: it shows that the channel works again, and this goes away.';

const places: Record<string, (channel: string) => Told> = {
  channel_not_found: (channel) => ({
    what: `Slack knows no channel ${channel} that the bot can see. What belongs there is not shown.`,
    remedy: `If it is private, invite the bot into it. ${thenSay} If it was deleted, name another channel in the project file.`,
  }),
  is_archived: (channel) => ({
    what: `The Slack channel ${channel} is archived. What belongs there is not shown.`,
    remedy: `Unarchive it and invite the bot. ${thenSay} Or name another channel in the project file.`,
  }),
  not_in_channel: (channel) => ({
    what: `The bot is not in the Slack channel ${channel}. What belongs there is not shown.`,
    remedy: `Invite it: type /invite and the name of the bot in that channel. ${thenSay}`,
  }),
};

const restricted = (channel: string): Told => ({
  what: `The bot may not post in the Slack channel ${channel}. What belongs there is not shown.`,
  remedy:
    "Let it post: the channel's settings say who may. The next card that is posted there shows that it works. Or name another channel in the project file.",
});
