// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';

// Whether an element came near the window once: what lies far down a page loads then.
export function useNear<Element extends HTMLElement>(): [React.RefObject<Element | null>, boolean] {
  const element = useRef<Element>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: '400px 0px' },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [near]);
  return [element, near];
}
