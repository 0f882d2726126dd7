// Pictures are drawn at the width that they have, so that their text keeps its size on a phone.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export function useWidth<T extends Element>(most: number): [{ current: T | null }, number] {
  const box = useRef<T>(null);
  const [width, set] = useState(most);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const now = Math.floor(element.getBoundingClientRect().width);
      if (now > 0) set(Math.min(most, now));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [box, width];
}
