import type { Configuration } from 'electron-builder'

const name = { ru: 'Полис·Стойка', en: 'Polis Desk' }
const purpose = {
  ru: 'Сразу показывает, застрахован ли пациент по ОМС',
  en: 'Tells at once whether a patient is covered by compulsory health insurance',
}

/**
 * What is packed for the clinics: the bundles in `out/` and the native module with the one prebuild of the platform.
 * The web host, the start script, sources, tests and source maps stay out; a test lists every packed file.
 */
const configuration: Configuration = {
  appId: 'ru.polis-desk.desk',
  productName: name.en,
  executableName: 'PolisDesk',
  artifactName: 'PolisDesk-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist', buildResources: 'resources/package' },
  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    '!**/*.map',
    '!node_modules/**',
    'node_modules/better-sqlite3/package.json',
    'node_modules/better-sqlite3/LICENSE',
    'node_modules/better-sqlite3/lib/**',
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  ],
  extraMetadata: { homepage: 'https://polis-desk.invalid/', author: { name: 'Polis Desk', email: 'desk@polis-desk.invalid' } },
  // The runtime finds the one unpacked file through the archive; the JavaScript around it stays inside.
  asar: { smartUnpack: false },
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/**'],
  // The native module speaks Node-API: one prebuild serves Node and Electron alike.
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  electronLanguages: ['ru', 'en-US'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    icon: 'resources/icons/icon.ico',
    legalTrademarks: name.ru,
  },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    shortcutName: name.ru,
    uninstallDisplayName: name.ru,
    installerLanguages: ['ru_RU', 'en_US'],
    // Registers, journals and keys outlive the program.
    deleteAppDataOnUninstall: false,
  },
  linux: {
    target: [
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'rpm', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
    ],
    icon: 'resources/icons/png',
    category: 'Office;MedicalSoftware',
    maintainer: 'Polis Desk <desk@polis-desk.invalid>',
    vendor: name.en,
    synopsis: purpose.en,
    description: purpose.ru,
    desktop: {
      entry: {
        Name: name.ru,
        'Name[en]': name.en,
        Comment: purpose.ru,
        'Comment[en]': purpose.en,
        Keywords: 'ОМС;полис;пациент;регистратура;',
        StartupWMClass: 'PolisDesk',
      },
    },
  },
  deb: { packageName: 'polis-desk', packageCategory: 'misc' },
  // Libraries by their own names: RED OS and ALT call the packages differently.
  rpm: {
    packageName: 'polis-desk',
    depends: ['libgtk-3.so.0()(64bit)', 'libnss3.so()(64bit)', 'libasound.so.2()(64bit)', 'libgbm.so.1()(64bit)', 'xdg-utils'],
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    icon: 'resources/icons/icon.icns',
    category: 'public.app-category.medical',
    electronLanguages: ['ru', 'en'],
    hardenedRuntime: true,
    entitlements: 'resources/package/macos-entitlements.plist',
    entitlementsInherit: 'resources/package/macos-entitlements.plist',
    extendInfo: {
      CFBundleDisplayName: name.ru,
      NSCameraUsageDescription: 'Камера читает код полиса. Снимки не сохраняются и никуда не передаются.',
    },
  },
  dmg: { title: name.ru },
}

export default configuration
