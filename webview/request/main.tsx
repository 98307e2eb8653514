import { render } from 'preact';
import { Bridge } from '../bridge';
import '../ui/page.css';
import '../ui/toolkit.css';
import '../ui/controls.css';
import '../ui/combobox.css';
import '../editor/editor.css';
import '../grid/grid.css';
import '../bulk/bulk.css';
import '../problem/problem.css';
import './request.css';
import './review/review.css';
import { App } from './App';
import { RequestPage } from './state';

const page = new RequestPage(new Bridge());
const app = document.getElementById('app');
if (app) render(<App page={page} />, app);
void page.open();
