import { isObject } from '../limits/check.ts';
import { slashCommand } from '../payloads/interaction.ts';
import { sayFrom } from '../web/respond.ts';
import type { Channel } from '../world/channel.ts';
import type { Json } from '../world/message.ts';
import type { Person } from './person.ts';
import type { Self } from './self.ts';

/** An acknowledgement may carry an answer, as JSON or as mere text. */
function showAnswer(self: Self, channel: Channel, response: unknown): void {
  const answer: Json = typeof response === 'string' ? { text: response } : isObject(response) ? response : {};
  if ((answer.text ?? '') === '' && answer.blocks === undefined) return;
  sayFrom({ channel: channel.id, thread: null, user: self.user.id, message: null }, answer, self.slack);
}

/** Slash commands: https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commanding = (self: Self): Pick<Person, 'slash'> => ({
  slash: async (at, command, text) => {
    const { world, courier } = self.slack;
    const channel = self.enter(at.channel);
    if (at.thread) {
      self.toasts.push(`${command} is not supported in threads. Sorry!`);
      throw new Error(`Slack knows no slash commands in threads: ${command}.`);
    }
    if (self.user.team !== world.team.id)
      throw new Error(`${self.user.name} is of another company: no ${command} there.`);
    if (!world.app.commands.includes(command)) throw new Error(`Slack: ${command} is not a valid command.`);
    const payload = slashCommand(world, { user: self.user, channel, command, text });
    const delivery = await self.act(courier.send('slash_commands', command, payload), command);
    showAnswer(self, channel, delivery.attempts[0]?.response);
    return delivery;
  },
});
