// The address is the state: #/view?name=value. Every filter is in it, so every view has a link and
// the back button undoes one step.
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  view: string;
  params: Record<string, string>;
}

export function readRoute(hash: string): Route {
  const [path, query] = hash.replace(/^#\/?/, '').split('?', 2);
  const params: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query ?? '')) params[name] = value;
  return { view: path || 'board', params };
}

export function linkTo(view: string, params: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(params)) {
    const value = params[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return `#/${view}${text ? '?' + text : ''}`;
}

/** Changes some of the parameters of the present view; undefined or "" removes one. */
export function change(params: Record<string, string | undefined>, replace = false): void {
  const route = readRoute(location.hash);
  const target = linkTo(route.view, { ...route.params, ...params });
  if (target === location.hash) return;
  if (replace) {
    history.replaceState(null, '', target);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = target;
}

export function useRoute(): Route {
  const [route, set] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const listen = () => set(readRoute(location.hash));
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
  return route;
}
