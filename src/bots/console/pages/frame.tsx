import type { Child, FC } from 'hono/jsx';
import { assetPath } from '../assets.ts';
import type { Visitor } from '../parts.ts';
import { words } from '../words.ts';
import { Layout } from './layout.tsx';
import { Troubles } from './parts/troubles.tsx';
import { WaitingCount } from './parts/waiting-count.tsx';

const pages = [
  { id: 'chat', path: '/' },
  { id: 'inbox', path: '/inbox' },
  { id: 'runs', path: '/runs' },
  { id: 'activity', path: '/activity' },
  { id: 'history', path: '/history' },
  { id: 'grants', path: '/grants' },
  { id: 'numbers', path: '/numbers' },
  { id: 'accounts', path: '/accounts' },
] as const;

export type PageName = (typeof pages)[number]['id'];

interface SidebarProps {
  visitor: Visitor;
  /** The page that one is on, or inside of; null for one that the list has not. */
  current: PageName | null;
  /** One level below that page: its link leads somewhere still. */
  inside?: boolean;
  /** What only this page has to choose from. */
  children?: Child;
}

export const Sidebar: FC<SidebarProps> = ({ visitor, current, inside = false, children }) => (
  <header class="sidebar">
    <a class="brand" href="/">
      <img src={assetPath('wheel')} alt="" width="24" height="24" />
      {words.product}
    </a>
    <nav class="pages" aria-label={words.pages}>
      <ul>
        {pages.map(({ id, path }) => (
          <li>
            <a href={path} aria-current={id === current ? (inside ? 'true' : 'page') : undefined}>
              {words.page[id]}
              {id === 'inbox' ? <WaitingCount visitor={visitor} /> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {children}
    <form class="account" method="post" action="/sign-out">
      <span>
        <span class="unseen">{words.signedInAs('')}</span>
        <a href="/sign-in">{visitor.name}</a>
      </span>
      <button class="quiet">{words.signOut}</button>
    </form>
  </header>
);

/** Where the script puts dialogs, and what it says. */
export const PageEnd: FC = () => (
  <>
    <div id="dialogs"></div>
    <div id="toasts" role="status"></div>
    <div id="announce" class="unseen" role="status"></div>
    <template
      id="words"
      data-working={words.working}
      data-done={words.done}
      data-unreachable={words.browserUnreachable}
      data-reconnecting={words.reconnecting}
      data-crowded={words.crowded}
      data-connected={words.connected}
      data-dismiss={words.dismiss}
      data-copied={words.copied}
      data-selected={words.selected}
    ></template>
  </>
);

interface FrameProps extends SidebarProps {
  title: string;
  /** Beside the heading. */
  actions?: Child;
  /** Where its live view is, if it has one. */
  events?: string;
}

/** The frame of every page but the chat, which has two panes of its own. */
export const Frame: FC<FrameProps> = ({ visitor, current, inside, title, actions, events, children }) => (
  <Layout title={`${title} · ${words.product}`}>
    <body class="framed" data-events={events}>
      <a class="skip" href="#main">
        {words.skipToPage}
      </a>
      <Troubles visitor={visitor} />
      <Sidebar visitor={visitor} current={current} inside={inside} />
      <main id="main" tabindex={-1}>
        <div class="page-head">
          <h1>{title}</h1>
          {actions}
        </div>
        {children}
      </main>
      <PageEnd />
    </body>
  </Layout>
);
