import { render } from 'preact';
import { Bridge } from '../bridge';
import '../ui/page.css';
import '../ui/toolkit.css';
import '../ui/controls.css';
import '../problem/problem.css';
import './diagnostics.css';
import { App } from './App';
import { DiagnosticsPage } from './state';

const page = new DiagnosticsPage(new Bridge());
const app = document.getElementById('app');
if (app) render(<App page={page} />, app);
void page.open();
