// The views of the page, in the order of the menu. A new one is a file in views/, a row here and
// its name in both files of words/.
import type { JSX } from 'preact';
import type { Route } from './route';
import { AskView } from './views/ask';
import { BalanceView } from './views/balance';
import { BoardView } from './views/board';
import { CodebookView } from './views/codebook';
import { CompareView } from './views/compare';
import { CorrectView } from './views/correct';
import { DocumentView } from './views/document';
import { DocumentsView } from './views/documents';
import { EditionsView } from './views/editions';
import { FieldView } from './views/field';
import { GradientView } from './views/gradient';
import { LikenessView } from './views/likeness';
import { MapView } from './views/map';
import { RegionView } from './views/region';
import { ReuseView } from './views/reuse';
import { RouteView } from './views/route';
import { SearchView } from './views/search';
import type { Words } from './words/zh';

export interface View {
  name: keyof Words & string;
  verb: string; // a view is offered when the command table has its verb
  show: (props: { route: Route }) => JSX.Element;
  below?: string; // not in the menu: a part of this view
}

export const views: View[] = [
  { name: 'board', verb: 'board', show: BoardView },
  { name: 'map', verb: 'board', show: MapView },
  { name: 'region', verb: 'profile', show: RegionView },
  { name: 'field', verb: 'board', show: FieldView },
  { name: 'compare', verb: 'compare', show: CompareView },
  { name: 'likeness', verb: 'similarity', show: LikenessView },
  { name: 'gradient', verb: 'gradient', show: GradientView },
  { name: 'balance', verb: 'balance', show: BalanceView },
  { name: 'route', verb: 'board', show: RouteView }, // says itself how its verb is had
  { name: 'reuse', verb: 'reuse', show: ReuseView },
  { name: 'editions', verb: 'diff', show: EditionsView },
  { name: 'documents', verb: 'status', show: DocumentsView },
  { name: 'document', verb: 'document', show: DocumentView, below: 'documents' },
  { name: 'search', verb: 'search', show: SearchView },
  { name: 'codebook', verb: 'codebook', show: CodebookView },
  { name: 'correct', verb: 'sample', show: CorrectView },
  { name: 'ask', verb: 'measures', show: AskView },
];
