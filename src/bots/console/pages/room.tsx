import type { FC } from 'hono/jsx';
import { namesOf } from '../../../core/cards/words/allowed.ts';
import type { Completions, ConsoleChannel } from '../../../core/console/roster.ts';
import type { Permission } from '../../../core/project/definition.ts';
import { assetPath } from '../assets.ts';
import { Composer, StartRun } from '../draw/composer.tsx';
import { channelPath } from '../draw/message.tsx';
import type { Visitor } from '../parts.ts';
import type { Panes, View } from '../view.ts';
import { words } from '../words.ts';
import { PageEnd, Sidebar } from './frame.tsx';
import { Layout } from './layout.tsx';
import { Earlier, Messages } from './message-list.tsx';
import { Troubles } from './parts/troubles.tsx';
import { ThreadPane } from './thread-pane.tsx';

export interface RoomProps {
  visitor: Visitor;
  channels: readonly ConsoleChannel[];
  completions: Completions;
  view: View;
  panes: Panes;
}

const Channels: FC<Pick<RoomProps, 'channels' | 'view'>> = ({ channels, view }) => (
  <nav class="channels" aria-label={words.channels}>
    <ul>
      {channels.map(({ id, project }) => (
        <li>
          <a href={channelPath(id)} aria-current={id === view.channel ? 'page' : undefined}>
            <span class="name">{words.channelTitle(id)}</span>
            <span class="project">{project}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Main: FC<RoomProps> = ({ channels, completions, view, panes }) => {
  const channel = channels.find(({ id }) => id === view.channel);
  const [mayStart, mayWrite] = [mayIn(channel, 'operate'), mayIn(channel, 'message')];
  return (
    <main class="pane main" id="main" tabindex={-1} aria-labelledby="channel-title">
      <header class="bar">
        <div>
          <p class="title" aria-hidden="true">
            {words.channelTitle(view.channel)}
          </p>
          <p class="about">{channel?.about}</p>
          {channel && !mayStart ? <p class="note">{words.onlyTheyStart(namesOf(channel.starters))}</p> : null}
        </div>
        {mayStart ? <StartRun channel={view.channel} /> : null}
      </header>
      <div class="scroller" tabindex={-1}>
        <div class="roll">
          <Earlier items={panes.main} view={view} />
          <Messages items={panes.main} label={words.messagesOf(view.channel)} id="main-messages" />
          <div class="empty">
            <img src={assetPath('wheel')} alt="" width="40" height="40" />
            <h2>{words.emptyTitle}</h2>
            {mayStart ? <p>{words.emptyText}</p> : null}
          </div>
        </div>
      </div>
      <Composer
        spot={{ channel: view.channel, thread: '', message: '' }}
        id="write-main"
        label={mayWrite ? words.writeTo(view.channel) : words.commandsFor(view.channel)}
        completions={completions}
      />
    </main>
  );
};

const mayIn = (channel: ConsoleChannel | undefined, needs: Permission): boolean =>
  channel?.may.includes(needs) ?? false;

/** The chat. Everything that changes is sent again as the same fragments; see live.ts. */
export const RoomPage: FC<RoomProps> = (props) => {
  const { view, panes, completions } = props;
  const query = new URLSearchParams({ channel: view.channel, thread: view.thread ?? '', show: String(view.show) });
  return (
    <Layout title={words.pageTitle(view.channel)}>
      <body class={panes.side === null ? 'room' : 'room threaded'} data-events={`/events?${query.toString()}`}>
        <a class="skip" href={panes.side === null ? '#main' : '#side'}>
          {words.skip}
        </a>
        {/* On a phone an open thread takes the place of the channel: its heading stays. */}
        <h1 id="channel-title" class="unseen">
          {words.channelTitle(view.channel)}
        </h1>
        <Troubles visitor={props.visitor} />
        <Sidebar visitor={props.visitor} current="chat" inside>
          <Channels channels={props.channels} view={view} />
        </Sidebar>
        <Main {...props} />
        {panes.side === null ? null : (
          <ThreadPane
            items={panes.side}
            view={view}
            completions={completions}
            mayWrite={mayIn(
              props.channels.find(({ id }) => id === view.channel),
              'message',
            )}
          />
        )}
        <PageEnd />
      </body>
    </Layout>
  );
};
