import type { Child, FC } from 'hono/jsx';
import { oneLine } from '../../../../core/cards/agent-text.ts';
import type { OwnAccounts } from '../../../../core/people/linking.ts';
import type { NamedAccount } from '../../../../core/people/recognize.ts';
import { HiddenFields, onPage } from '../../draw/hidden.tsx';
import { Time } from '../../draw/text.tsx';
import { accountWords as words } from '../../words/accounts.ts';
import { Fact } from '../parts/fact.tsx';

/** A form of this page: what it does, to what. */
export const Act: FC<{ path: string; values: Record<string, string>; children?: Child }> = ({
  path,
  values,
  children,
}) => (
  <form method="post" action={`/accounts/${path}`}>
    <HiddenFields spot={onPage('/accounts')} />
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
);

/** First somebody makes a code here, types it on a platform, and then says here that the account is theirs. */
export const MakeCode: FC<{ project: string }> = ({ project }) => (
  <Act path="code" values={{ project }}>
    <p class="how">{words.makeText}</p>
    <button>{words.makeCode}</button>
  </Act>
);

type Request = NonNullable<OwnAccounts['request']>;

/** Which account asks, by the ids that the platform signed: a name can be anybody's (S4). */
export const RequestView: FC<{ request: Request }> = ({ request: { id, projectId, account, name, expiresAt } }) => (
  <section class="request">
    <h3>{words.requestTitle}</h3>
    <p>{words.requestText}</p>
    <dl class="facts">
      <Fact label={words.platform}>{words.place(account.surface as NamedAccount['surface'])}</Fact>
      <Fact label={words.team}>
        <code>{account.team}</code>
      </Fact>
      <Fact label={words.user}>
        <code>{account.user}</code>
      </Fact>
      <Fact label={words.name}>{oneLine(name, 80)}</Fact>
      <Fact label={words.until}>
        <Time at={expiresAt} />
      </Fact>
    </dl>
    <div class="actions">
      <Act path="confirm" values={{ project: projectId, request: id }}>
        <button class="primary">{words.confirm}</button>
      </Act>
      <Act path="decline" values={{ project: projectId, request: id }}>
        <button>{words.notMe}</button>
      </Act>
    </div>
  </section>
);

export interface Made {
  projectId: string;
  code: string;
  until: Date;
}

export const CodeView: FC<{ made: Made }> = ({ made: { code, until } }) => (
  <section class="request">
    <h3>{words.codeTitle}</h3>
    <p>
      {words.codeText} <Time at={until} />.
    </p>
    <pre class="command">
      <code>{words.command(code)}</code>
    </pre>
    <p>{words.codeWarning}</p>
    <a class="button primary" href="/accounts">
      {words.typed}
    </a>
  </section>
);
