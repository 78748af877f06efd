import type { Delivery } from '../delivery/delivery.ts';
import { messageAction, slashCommand, viewClosed, viewSubmission } from '../payloads/interaction.ts';
import { isObject } from '../limits/check.ts';
import type { Channel } from '../world/channel.ts';
import type { Json, Message } from '../world/message.ts';
import { directWith, findMessage, getChannel } from '../world/places.ts';
import type { User } from '../world/user.ts';
import type { View } from '../world/view.ts';
import { sayFrom } from '../web/respond.ts';
import { settleSubmission } from './answered.ts';
import { compose } from './compose.ts';
import { fillIn, mind } from './form.ts';
import { look, lookAtConfirm, lookAtHome, lookAtModal } from './look.ts';
import { namesFor } from './names.ts';
import type { At, On, Person } from './person.ts';
import { chooseOnMessage, type Press, pressInView, pressOnMessage } from './press.ts';
import type { SeenDialog, SeenMessage } from './seen.ts';
import type { Workspace } from './workspace.ts';

/** Somebody's Slack. */
export class Client implements Person {
  readonly toasts: string[] = [];
  readonly deliveries: Delivery[] = [];
  /** The button whose native dialog stands open. */
  #asked: Press | null = null;

  constructor(
    private readonly slack: Workspace,
    private readonly user: User,
  ) {}

  get id(): string {
    return this.user.id;
  }
  get name(): string {
    return this.user.name;
  }
  get team(): string {
    return this.user.team;
  }

  async type(at: At, text: string): Promise<string> {
    const first = text.split(' ')[0] ?? '';
    if (this.slack.world.app.commands.includes(first))
      throw new Error(`Slack takes ${first} as a command: use slash().`);
    return this.#write(this.#enter(at.channel), text, at.thread ?? null);
  }

  async direct(text: string, thread?: string): Promise<string> {
    return this.#write(directWith(this.slack.world, this.id), text, thread ?? null);
  }

  async #write(channel: Channel, text: string, thread: string | null): Promise<string> {
    if (channel.isArchived) throw new Error(`#${channel.name} is archived: nobody can write there.`);
    const draft = { user: this.id, text: compose(this.slack.world, text), thread };
    const { message, deliveries } = this.slack.messages.write(channel, draft);
    await this.#told(deliveries);
    return message.ts;
  }

  async slash(at: At, command: string, text: string): Promise<Delivery> {
    const channel = at.channel === 'direct' ? directWith(this.slack.world, this.id) : this.#enter(at.channel);
    if (at.thread) {
      this.toasts.push(`${command} is not supported in threads. Sorry!`);
      throw new Error(`Slack knows no slash commands in threads: ${command}.`);
    }
    if (this.user.team !== this.slack.world.team.id)
      throw new Error(`${this.name} is of another company: no ${command} there.`);
    if (!this.slack.world.app.commands.includes(command)) throw new Error(`Slack: ${command} is not a valid command.`);
    const payload = slashCommand(this.slack.world, { user: this.user, channel, command, text });
    const delivery = await this.#act(this.slack.courier.send('slash_commands', command, payload), command);
    const { response } = delivery.attempts[0]!;
    if (isObject(response) && (response.text !== undefined || response.blocks !== undefined))
      this.#answered(channel, response);
    if (typeof response === 'string' && response !== '') this.#answered(channel, { text: response });
    return delivery;
  }

  #answered(channel: Channel, answer: Json): void {
    sayFrom({ channel: channel.id, thread: null, user: this.id, message: null }, answer, this.slack);
  }

  async edit(on: On, text: string): Promise<void> {
    const { channel, message } = this.#own(on);
    const change = { text: compose(this.slack.world, text), editedAt: this.slack.world.stamps.next() };
    await this.#told(this.slack.messages.rewrite(channel, message, change));
  }

  async remove(on: On): Promise<void> {
    const { channel, message } = this.#own(on);
    await this.#told(this.slack.messages.erase(channel, message));
  }

  async preview(on: On): Promise<void> {
    const { channel, message } = this.#own(on);
    await this.#told(this.slack.messages.rewrite(channel, message, {}));
  }

  async react(on: On, emoji: string): Promise<void> {
    const { channel, message } = this.#find(on);
    const known = message.reactions.find((it) => it.name === emoji);
    if (known) known.users.push(this.id);
    else message.reactions.push({ name: emoji, users: [this.id] });
    const item = { type: 'message', channel: channel.id, ts: message.ts };
    const event = { type: 'reaction_added', user: this.id, reaction: emoji, item, item_user: message.user };
    await this.#told(this.slack.teller.tell('reaction_added', { ...event, event_ts: this.slack.world.stamps.next() }));
  }

  async openHome(): Promise<void> {
    const { world, teller } = this.slack;
    const channel = directWith(world, this.id).id;
    const event = { type: 'app_home_opened', user: this.id, channel, tab: 'home', event_ts: world.stamps.next() };
    const view = world.views.home(this.id);
    await this.#told(
      teller.tell('app_home_opened', { ...event, ...(view && { view: { id: view.id, hash: view.hash } }) }),
    );
  }

  async press(on: On, label: string): Promise<Delivery | null> {
    return this.#press(pressOnMessage(this.#place, this.#find(on), label));
  }

  async pressPrivately(label: string): Promise<Delivery | null> {
    const last = this.#secrets().at(-1);
    if (last === undefined) throw new Error(`${this.name} was shown nothing privately.`);
    const channel = this.slack.world.channels.get(last.channel)!;
    return this.#press(pressOnMessage(this.#place, { channel, message: last }, label));
  }

  async pressInHome(label: string): Promise<Delivery | null> {
    const view = this.slack.world.views.home(this.id);
    if (view === undefined) throw new Error(`${this.name} has no App Home yet.`);
    return this.#press(pressInView(this.#place, view, label));
  }

  async pressInModal(label: string): Promise<Delivery | null> {
    return this.#press(pressInView(this.#place, this.#modal(), label));
  }

  async #press(press: Press): Promise<Delivery | null> {
    if (press.confirm !== null) {
      this.#asked = press;
      return null;
    }
    return this.#act(press.go(), 'The button');
  }

  async choose(on: On, option: string): Promise<Delivery> {
    return this.#act(chooseOnMessage(this.#place, this.#find(on), option), 'The menu');
  }

  async accept(): Promise<Delivery> {
    if (this.#asked === null) throw new Error(`No confirm dialog stands before ${this.name}.`);
    const { go } = this.#asked;
    this.#asked = null;
    return this.#act(go(), 'The button');
  }

  deny(): void {
    this.#asked = null;
  }

  async shortcut(on: On, name: string): Promise<Delivery> {
    const callbackId = this.slack.world.app.shortcuts[name];
    if (callbackId === undefined) throw new Error(`The app has no message shortcut “${name}”.`);
    const payload = messageAction(this.slack.world, { user: this.user, ...this.#find(on), callbackId });
    return this.#act(this.slack.courier.send('interactive', 'message_action', payload), name);
  }

  fill(values: Record<string, string>): void {
    fillIn(this.#modal(), values);
  }

  async submit(values: Record<string, string> = {}): Promise<Delivery | null> {
    const view = this.#modal();
    if (view.given.submit === undefined) throw new Error('This modal has no submit button.');
    fillIn(view, values);
    view.problems = mind(view);
    if (Object.keys(view.problems).length > 0) return null;
    const { world, courier } = this.slack;
    const delivery = courier.send('interactive', 'view_submission', viewSubmission(world, this.user, view));
    this.deliveries.push(delivery);
    settleSubmission(world, view, await delivery.first);
    return delivery;
  }

  async closeDialog(): Promise<void> {
    if (this.#asked !== null) return this.deny();
    const view = this.#modal();
    const { world, courier } = this.slack;
    if (view.given.clear_on_close === true) world.views.clear(this.id);
    else world.views.pop(this.id);
    world.changed();
    if (view.given.notify_on_close !== true) return;
    const delivery = courier.send('interactive', 'view_closed', viewClosed(world, this.user, view));
    this.deliveries.push(delivery);
    await delivery.first;
  }

  sees(at: At): SeenMessage[] {
    const channel = getChannel(this.slack.world, at.channel);
    if (!channel.members.has(this.id)) return [];
    const thread = at.thread ?? null;
    const shown = channel.messages.filter((it) => it.thread === thread || (thread !== null && it.ts === thread));
    return shown.map((it) => this.#look(it));
  }

  privately(): SeenMessage[] {
    return this.#secrets().map((it) => this.#look(it));
  }

  dialog(): SeenDialog | null {
    const names = namesFor(this.slack.world, this.user);
    if (this.#asked !== null) return lookAtConfirm(this.#asked.confirm!, names);
    const view = this.slack.world.views.top(this.id);
    return view === undefined ? null : lookAtModal(view, names);
  }

  home(): SeenMessage | null {
    const view = this.slack.world.views.home(this.id);
    return view === undefined ? null : lookAtHome(view, namesFor(this.slack.world, this.user));
  }

  async redeliver(): Promise<Delivery> {
    const last = this.deliveries.at(-1);
    if (last === undefined) throw new Error(`${this.name} has done nothing yet.`);
    await this.slack.courier.again(last);
    return last;
  }

  get #place() {
    return { world: this.slack.world, courier: this.slack.courier, user: this.user };
  }

  #look(message: Message): SeenMessage {
    return look(this.slack.world, message, namesFor(this.slack.world, this.user));
  }

  #secrets(): Message[] {
    const { world } = this.slack;
    const direct = directWith(world, this.id).messages.filter((it) => it.byApp);
    const ephemeral = world.ephemeral.filter((it) => it.onlyFor === this.id);
    return [...ephemeral, ...direct].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  #modal(): View {
    const view = this.slack.world.views.top(this.id);
    if (view === undefined) throw new Error(`No modal stands before ${this.name}.`);
    return view;
  }

  #enter(ref: string): Channel {
    const channel = getChannel(this.slack.world, ref);
    if (!channel.members.has(this.id)) throw new Error(`${this.name} is not in #${channel.name}.`);
    return channel;
  }

  #find(on: On): { channel: Channel; message: Message } {
    const channel = this.#enter(on.channel);
    const secret = this.slack.world.ephemeral.find((it) => it.ts === on.ts && it.onlyFor === this.id);
    const message = findMessage(channel, on.ts) ?? secret;
    if (message === undefined) throw new Error(`${this.name} does not see the message ${on.ts} in #${channel.name}.`);
    return { channel, message };
  }

  #own(on: On): { channel: Channel; message: Message } {
    const found = this.#find(on);
    if (found.message.user !== this.id) throw new Error(`The message ${on.ts} is not ${this.name}’s.`);
    return found;
  }

  /** An interaction is sent once: when it is not acknowledged, its person is told. The words are unverified. */
  async #act(delivery: Delivery, what: string): Promise<Delivery> {
    this.deliveries.push(delivery);
    const { failure } = await delivery.first;
    if (failure === null) return delivery;
    const error = failure === 'timeout' || failure === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    this.toasts.push(`${what} failed: ${this.slack.world.app.name} failed to respond (${error}).`);
    this.slack.world.changed();
    return delivery;
  }

  async #told(deliveries: Delivery[]): Promise<void> {
    this.deliveries.push(...deliveries);
    await Promise.all(deliveries.map((it) => it.first));
  }
}
