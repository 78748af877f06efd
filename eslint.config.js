import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importDirections } from './eslint/import-directions.js';

const environment = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Only src/config.ts reads the environment; take the value as a parameter.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]',
    message: 'Only src/config.ts reads the environment; take the value as a parameter.',
  },
];

const comesWithTheEvent = 'The core has no clock, no chance and no ids: they come with the event.';
const purity = [
  'MemberExpression[object.name="Date"][property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'MemberExpression[object.name="Math"][property.name="random"]',
  'MemberExpression[object.name="performance"]',
  'Identifier[name=/^(randomUUID|randomBytes|randomInt|getRandomValues|setTimeout|setInterval|setImmediate)$/]',
].map((selector) => ({ selector, message: comesWithTheEvent }));

const moduleMocks = [
  {
    selector:
      'MemberExpression[object.name=/^(vi|vitest)$/][property.name=/^(mock|doMock|unmock|hoisted|spyOn|mockObject)$/]',
    message: 'Nothing is mocked by module: pass a fake through the port, or run a server that speaks the protocol.',
  },
];

export default defineConfig(
  globalIgnores(['node_modules/', 'coverage/', '.wheelhouse/', '.mutants/', 'db/migrations/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { wheelhouse: { rules: { 'import-directions': importDirections } } },
    rules: {
      'wheelhouse/import-directions': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      complexity: ['error', { max: 15, variant: 'modified' }],
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A port answers with promises; an implementation that keeps everything in memory has nothing to await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'db/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...environment],
    },
  },
  {
    // A page in JSX is one long expression; its length says little about what a reader must hold in mind.
    files: ['src/**/*.ts', 'db/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/core/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...environment, ...purity] } },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...moduleMocks],
      // A test may state what it knows; where it is wrong, the test fails.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Vitest's asymmetric matchers are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
);
