import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const spoken_attributes = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt', 'label', 'text', 'hint']);
const has_words = (value) => typeof value === 'string' && /\p{L}/u.test(value);

// Every word on the screen comes from the language files.
const no_words_in_components = {
  meta: { type: 'problem', messages: { words: 'Words on the screen belong in src/i18n.' }, schema: [] },
  create(context) {
    const check = (node, value) => has_words(value) && context.report({ node, messageId: 'words' });
    return {
      JSXText: (node) => check(node, node.value),
      JSXAttribute(node) {
        if (spoken_attributes.has(node.name.name) && node.value?.type === 'Literal') check(node, node.value.value);
      },
      'JSXElement > JSXExpressionContainer > Literal': (node) => check(node, node.value),
      'JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement': (node) => check(node, node.value.raw),
    };
  },
};

// Only src/api speaks to the network.
const network = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({ name, message: 'Only src/api calls the network.' }));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, recado: { rules: { 'no-words-in-components': no_words_in_components } } },
    extends: [a11y.flatConfigs.strict],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      'recado/no-words-in-components': 'error',
      'no-restricted-globals': ['error', ...network],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'jsx-a11y/label-has-associated-control': ['error', { assert: 'either', depth: 4 }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      // Hooks are named in the style of the project (use_inbox); the plugin's rule of hooks knows only useInbox.
      'react-hooks/rules-of-hooks': 'off',
    },
  },
  { files: ['src/**/*.test.ts'], rules: { 'max-lines': ['error', { max: 600 }] } },
  { files: ['src/**/*.tsx'], rules: { 'max-lines': ['error', { max: 200 }] } },
  { files: ['src/api/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['scripts/**', 'public/**', '*.js'], languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly', localStorage: 'readonly', document: 'readonly' } } },
  { files: ['public/**'], rules: { 'no-var': 'off', '@typescript-eslint/no-unused-vars': 'off' } },
);
