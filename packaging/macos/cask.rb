cask "@PROGRAM@" do
  arch arm: "arm64", intel: "x86_64"

  version "@VERSION@"
  sha256 arm:   "@SUM_ARM@",
         intel: "@SUM_INTEL@"

  url "@ADDRESS@/CCA-Desktop-#{version}-#{arch}.dmg"
  name "@NAME@"
  desc "Study application for close reading of a letter"
  homepage "@ADDRESS@"

  depends_on macos: ">= :@OLDEST@"

  app "@NAME@.app"
  binary "#{appdir}/@NAME@.app/Contents/MacOS/@NAME@", target: "@PROGRAM@"

  # The notes are in ~/Library/Application Support/@NAME@ and go only with `brew uninstall --zap`.
  zap trash: [
    "~/Library/Application Support/@NAME@",
    "~/Library/Saved Application State/@IDENTIFIER@.savedState",
  ]
end
