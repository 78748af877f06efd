interface Told {
  what: string;
  remedy: string;
}

const noneCome = 'Nothing that people do in Discord gets here; cards are still posted and updated there.';

const others: Record<string, Told> = {
  authentication_failed: {
    what: `Discord's gateway refuses the token. ${noneCome}`,
    remedy:
      'Reset the token (discord.com/developers → the application → Bot), set DISCORD_TOKEN to the new one, and restart.',
  },
  sharding_required: {
    what: `The bot is in 2,500 servers or more, which is more than one connection may serve. ${noneCome}`,
    remedy: 'Remove it from servers that no project names. It is tried again by itself.',
  },
  no_sessions_left: {
    what: `Discord allows no more connections today: too many were opened. ${noneCome}`,
    remedy:
      'It is tried again by itself as soon as Discord allows it. Make sure that no other program uses the same token.',
  },
  no_message_content: {
    what: 'Discord does not let the bot read what people write. Words steer only where they mention it; buttons, commands and the commands on messages work.',
    remedy:
      'Switch on “Message Content Intent” (discord.com/developers → the application → Bot), and restart. Without it, everything else goes on.',
  },
};

/** What people read of the gateway's troubles, on another surface. */
export const gatewayWords = (code: string): Told =>
  others[code] ?? {
    what: `No connection to Discord's gateway can be opened (${code}). ${noneCome}`,
    remedy: 'It is tried again by itself. `wheelhouse doctor` says whether Discord can be reached.',
  };
