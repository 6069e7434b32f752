// SPDX-License-Identifier: Apache-2.0
// Browsers tell a new document's title and begin at its top; this does so for a new page of the router, which changes
// the document's contents alone.
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import styles from './RouteAnnouncer.module.css';

export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  // Another search is another page; an order or a filter is not.
  const page = `${pathname}?${parameters.get('q') ?? ''}`;
  const arrivedAt = useRef(page);
  const moved = useRef(false);
  const [title, setTitle] = useState('');
  useEffect(() => {
    if (arrivedAt.current === page) return;
    arrivedAt.current = page;
    moved.current = true;
    const main = document.getElementById('content');
    // Some pages have a heading for phones and one for wide screens.
    const headings = main?.querySelectorAll<HTMLElement>('h1:not([aria-busy="true"] *)') ?? [];
    const heading = [...headings].find((each) => each.getClientRects().length > 0);
    heading?.setAttribute('tabindex', '-1');
    if (styles.heading) heading?.classList.add(styles.heading);
    (heading ?? main)?.focus({ preventScroll: true });
  }, [page]);
  useEffect(() => {
    // Titles often come after their page, with its data.
    const element = document.querySelector('title');
    if (!element) return;
    const observer = new MutationObserver(() => moved.current && setTitle(document.title));
    observer.observe(element, { childList: true });
    return () => observer.disconnect();
  }, []);
  return (
    <p className="visually-hidden" role="status">
      {title}
    </p>
  );
}
