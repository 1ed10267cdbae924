import { holdUnder } from './hold-under.ts';

// A file of its own: the test runner plays it on another core.
holdUnder({ from: 101, to: 200 });
