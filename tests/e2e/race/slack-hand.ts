import type { FakeSlack } from '../../fakes/slack/slack.ts';
import { type Hand, listenTo, reason } from './hand.ts';

export function slackHand(slack: FakeSlack, user: string, name: string): Hand {
  const person = slack.person(user);
  const dialog = (): string | null => person.dialog()?.text ?? null;
  const trouble = (): string | null => person.dialog()?.trouble ?? null;
  return {
    ...{ name, surface: 'slack' },
    ready: async ({ channel, message }, choice) => {
      const on = { channel, ts: message };
      if (choice === 'approve') return person.aim(on, 'Approve');
      await person.press(on, 'Reject…');
      await slack.until(() => dialog() !== null, `the form of Reject… before ${name}`);
      person.fill(reason);
      return () => person.submit();
    },
    listen: () => {
      const heard = listenTo(
        () => person.privately().map(({ text }) => text),
        () => person.toasts,
      );
      return () => [...heard(), ...[dialog(), trouble()].filter((text) => text !== null)];
    },
    tidy: async () => {
      if (person.dialog()) await person.closeDialog();
    },
    reads: ({ channel, message }) => slack.message(channel, message)?.text ?? '',
    until: (holds, what) => slack.until(holds, what),
  };
}
