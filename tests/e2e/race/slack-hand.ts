import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { type Hand, listenTo, pressUntilOpen, reason } from './hand.ts';

export function slackHand(slack: FakeSlack, user: string, name: string): Hand {
  const person = slack.person(user);
  const dialog = (): string | null => person.dialog()?.text ?? null;
  const trouble = (): string | null => person.dialog()?.trouble ?? null;
  const listen = (): (() => string[]) => {
    const heard = listenTo(
      () => person.privately().map(({ text }) => text),
      () => person.toasts,
    );
    return () => [...heard(), ...[dialog(), trouble()].filter((text) => text !== null)];
  };
  const until: Hand['until'] = (holds, what) => slack.until(holds, what);
  return {
    ...{ name, surface: 'slack', listen, until },
    ready: async ({ channel, message }, choice) => {
      const on = { channel, ts: message };
      if (choice === 'approve') return person.aim(on, 'Approve');
      const opening = { press: () => person.press(on, 'Reject…'), isOpen: () => dialog() !== null, listen, until };
      await pressUntilOpen(opening, `the form of Reject… before ${name}`);
      person.fill(reason);
      return () => person.submit();
    },
    tidy: async () => {
      if (person.dialog()) await person.closeDialog();
    },
    reads: ({ channel, message }) => slack.message(channel, message)?.text ?? '',
  };
}
