import type { Child, FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import type { Text } from '../../../../core/cards/card.ts';
import type { OwnAccounts } from '../../../../core/people/linking.ts';
import { asWritten, type NamedAccount } from '../../../../core/people/recognize.ts';
import type { Account } from '../../../../core/people/actor.ts';
import { TextView } from '../../draw/text.tsx';
import type { Visitor } from '../../parts.ts';
import { accountWords as words } from '../../words/accounts.ts';
import { Frame } from '../frame.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { addressOf } from '../parts/pager.tsx';
import { Act, CodeView, type Made, MakeCode, RequestView } from './linking.tsx';

const nameOf = ({ surface, team = '', user }: NamedAccount | Account): string =>
  surface === 'oidc' ? user : asWritten({ surface, team, user });

const AccountLine: FC<{ account: NamedAccount; called?: string; how: string; children?: Child }> = (line) => (
  <li>
    <span>
      {words.place(line.account.surface)} <code>{oneLine(nameOf(line.account), 80)}</code>{' '}
      {line.called === undefined ? null : words.called(line.called)} <span class="how">{line.how}</span>
    </span>
    {line.children}
  </li>
);

type Link = OwnAccounts['links'][number];

const LinkLine: FC<{ project: string; link: Link; how: string }> = ({ project, link: { id, account, name }, how }) => (
  <AccountLine account={account as NamedAccount} called={name} how={how}>
    <Act path="unlink" values={{ project, link: id }}>
      <button class="quiet" aria-label={words.unlinkOf(nameOf(account))}>
        {words.unlink}
      </button>
    </Act>
  </AccountLine>
);

const Own: FC<{ own: OwnAccounts; made: Made | null }> = ({ own, made }) => {
  const { project, person, isNamed, named, links, request } = own;
  const isMade = made?.projectId === project.id;
  return (
    <section class="part accounts">
      <h2>{oneLine(project.name)}</h2>
      <p>{words.knownAs(person)}</p>
      <ul class="lines">
        {named.map((account) => (
          <AccountLine account={account} how={isNamed ? words.byFile : ''} />
        ))}
        {links.map((link) => (
          <LinkLine project={project.id} link={link} how={words.linked} />
        ))}
      </ul>
      {isMade ? <CodeView made={made} /> : null}
      {request && !isMade ? <RequestView request={request} /> : null}
      {isNamed ? isMade || request ? null : <MakeCode project={project.id} /> : <p class="how">{words.member}</p>}
      <Others own={own} />
      <p class="how">
        <a href={addressOf('/grants', { project: project.id, by: person })}>{words.grantsGiven}</a>
      </p>
    </section>
  );
};

const Others: FC<{ own: OwnAccounts }> = ({ own: { project, others } }) =>
  others.length === 0 ? null : (
    <>
      <h3>{words.othersTitle}</h3>
      <p class="how">{words.othersText}</p>
      <ul class="lines">
        {others.map((link) => (
          <LinkLine project={project.id} link={link} how={words.ofPerson(link.person)} />
        ))}
      </ul>
    </>
  );

interface AccountsProps {
  visitor: Visitor;
  known: readonly OwnAccounts[];
  made?: Made | null;
  refused?: Text | null;
}

/** Which accounts are one's own, in each project; and how another becomes one's own. */
export const AccountsPage: FC<AccountsProps> = ({ visitor, known, made = null, refused = null }) => (
  <Frame visitor={visitor} current="accounts" title={words.title}>
    {refused === null ? null : (
      <p class="refused" role="alert">
        <TextView text={refused} />
      </p>
    )}
    <p class="note">{words.about}</p>
    {known.length === 0 ? (
      <Nothing title={words.none}>
        <p>{words.noneText}</p>
      </Nothing>
    ) : null}
    {known.map((own) => (
      <Own own={own} made={made} />
    ))}
  </Frame>
);
