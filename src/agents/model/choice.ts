import type { ModelDefinition, Role } from '../../core/project/definition.ts';
import type { Definition } from '../../core/run/state.ts';

/** The model settings from the environment; all null when no model is set. */
export interface ModelDefaults {
  name: string | null;
  baseUrl: string | null;
  apiKey: string | null;
  /** The value of the environment variable that a project's `api_key_from` names. */
  keyNamed: (variable: string) => string | undefined;
}

/** US dollars for a million tokens: the same number as micro-dollars for one. */
export type Price = NonNullable<ModelDefinition['price']>;

export interface ModelChoice {
  /** The name that the endpoint knows it by. */
  name: string;
  /** Null when the project file gives no price. */
  price: Price | null;
  /** The built-in rehearsal, which is free and calls no model. */
  rehearsal: boolean;
  /** The entry under `models` that the role or the default uses. */
  declared: ModelDefinition | null;
}

const rehearsal: ModelChoice = {
  name: 'rehearsal',
  price: { input: 0, output: 0 },
  rehearsal: true,
  declared: null,
};

/** The model that does a role's work: the role's own, else the environment's, else the rehearsal. */
export function modelOf(
  role: Role,
  definition: Pick<Definition, 'models'>,
  defaults: Pick<ModelDefaults, 'name' | 'baseUrl'>,
): ModelChoice {
  if (role.model !== undefined) {
    const declared = definition.models[role.model];
    if (declared === undefined)
      throw new Error(`Role "${role.handle}" names model "${role.model}", which \`models\` lacks.`);
    return chosen(declared.name, declared);
  }
  if (defaults.name === null) return rehearsal;
  return chosen(defaults.name, declaredAs(defaults.name, definition, defaults.baseUrl));
}

const chosen = (name: string, declared: ModelDefinition | null): ModelChoice => ({
  name,
  price: declared?.price ?? null,
  rehearsal: false,
  declared,
});

/** The entry of the project file with this name and endpoint: from there the environment's model has its price. */
const declaredAs = (
  name: string,
  definition: Pick<Definition, 'models'>,
  baseUrl: string | null,
): ModelDefinition | null =>
  Object.values(definition.models).find(
    (it) => it.name === name && (it.base_url === undefined || it.base_url === baseUrl),
  ) ?? null;
