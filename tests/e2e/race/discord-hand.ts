import type { FakeDiscord } from '../../fakes/discord/discord.ts';
import { type Hand, listenTo, pressUntilOpen, reason } from './hand.ts';

export function discordHand(discord: FakeDiscord, user: string, name: string): Hand {
  const person = discord.person(user);
  const listen: Hand['listen'] = () =>
    listenTo(
      () => person.privately().map(({ text }) => text),
      () => person.toasts,
    );
  const until: Hand['until'] = (holds, what) => discord.until(holds, what);
  return {
    ...{ name, surface: 'discord', listen, until },
    ready: async ({ channel, thread, message }, choice) => {
      const on = { channel, thread, id: message };
      if (choice === 'approve') return person.aim(on, 'Approve');
      const opening = {
        press: () => person.press(on, 'Reject…'),
        isOpen: () => person.dialog() !== null,
        listen,
        until,
      };
      await pressUntilOpen(opening, `the form of Reject… before ${name}`);
      person.fill(reason);
      return () => person.submit();
    },
    tidy: async () => person.closeDialog(),
    reads: ({ channel, thread, message }) => discord.message(thread ?? channel, message)?.text ?? '',
  };
}
