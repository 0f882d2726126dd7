import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMenu } from './api';
import './page.css';
import { linkTo, useRoute } from './route';
import { views } from './views';
import { LanguageContext, savedLanguage, speech, type Language } from './words';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

function Page() {
  const route = useRoute();
  const verbs = useMenu();
  const [language, setLanguage] = useState<Language>(savedLanguage);
  const [theme, setTheme] = useState<Theme>(() => (themes.includes(localStorage.getItem('qipan.theme') as Theme) ? (localStorage.getItem('qipan.theme') as Theme) : 'auto'));
  const said = speech(language);
  const { words } = said;
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem('qipan.language', language);
  }, [language]);
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    localStorage.setItem('qipan.theme', theme);
  }, [theme]);
  const view = views.find((v) => v.name === route.view);
  useEffect(() => {
    document.title = `${view ? words[view.name] : ''} · 棋盘 qipan`;
  }, [view, language]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key === '/' && !/^(input|select|textarea)$/i.test(target.tagName) && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        location.hash = linkTo('search');
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, []);
  const offered = views.filter((v) => !v.below && (verbs.length === 0 || verbs.some((verb) => verb.name === v.verb)));
  return (
    <LanguageContext.Provider value={language}>
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), document.getElementById('content')?.focus())}>
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href="#/board">
          <img src="icon.svg" alt="" width={26} height={26} />
          <b>棋盘</b>
          <span>qipan</span>
        </a>
        <nav aria-label={words.views}>
          {offered.map((v) => (
            <a key={v.name} href={linkTo(v.name)} aria-current={route.view === v.name || view?.below === v.name ? 'page' : undefined}>
              {words[v.name]}
            </a>
          ))}
        </nav>
        <div class="switches">
          <button type="button" lang={language === 'zh' ? 'en' : 'zh'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {words.language}
          </button>
          <button type="button" onClick={() => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length])} title={`${words.theme}: ${words[theme]}`} aria-label={`${words.theme}: ${words[theme]}`}>
            {theme === 'dark' ? '●' : theme === 'light' ? '○' : '◐'}
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {view ? <view.show key={view.name} route={route} /> : <p class="empty">{words.unknownView}</p>}
      </main>
      <footer class="bottom faint">
        {words.keysHelp}
        {verbs.some((verb) => verb.name === 'report') && (
          <>
            {' · '}
            <a href={`api/report?format=text&lang=${language}`} download="qipan-report.html">
              {words.report}
            </a>
          </>
        )}
      </footer>
    </LanguageContext.Provider>
  );
}

render(<Page />, document.getElementById('page')!);
