import { configure } from '@testing-library/preact';
import { PATIENCE } from './eventually.ts';

configure({ asyncUtilTimeout: PATIENCE });
