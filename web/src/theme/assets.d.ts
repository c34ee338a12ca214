declare module 'virtual:tokens.css'

interface ImportMetaEnv {
  /** Set in the builds that carry recorded days for pictures and tests; never in production. */
  readonly FIXTURES: boolean
}
