import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import { type Hand, listenTo, reason } from './hand.ts';

export function discordHand(discord: FakeDiscord, user: string, name: string): Hand {
  const person = discord.person(user);
  return {
    ...{ name, surface: 'discord' },
    ready: async ({ channel, thread, message }, choice) => {
      const on = { channel, thread, id: message };
      if (choice === 'approve') return person.aim(on, 'Approve');
      await person.press(on, 'Reject…');
      await discord.until(() => person.dialog() !== null, `the form of Reject… before ${name}`);
      person.fill(reason);
      return () => person.submit();
    },
    listen: () =>
      listenTo(
        () => person.privately().map(({ text }) => text),
        () => person.toasts,
      ),
    tidy: async () => person.closeDialog(),
    reads: ({ channel, thread, message }) => discord.message(thread ?? channel, message)?.text ?? '',
    until: (holds, what) => discord.until(holds, what),
  };
}
