// A component that is drawn anew only when a property differs.
import { Component, type ComponentType, createElement, type FunctionComponent } from 'preact';

export function memo<P extends object>(inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    shouldComponentUpdate(next: P): boolean {
      const now = this.props as Record<string, unknown>;
      return Object.keys(next).some((name) => (next as Record<string, unknown>)[name] !== now[name]);
    }
    render() {
      return createElement(inner as ComponentType<object>, this.props as object);
    }
  } as unknown as ComponentType<P>;
}
