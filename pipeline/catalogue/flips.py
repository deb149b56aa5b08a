"""What a trial run says would change in print."""

from typing import Final

HEAD: Final = "与现有各件相比，以下名次、名单和语句将会改变（{count} 处）："
NOTHING: Final = "与现有各件相比，名次、名单和语句都不变。"
RANK: Final = "名次　{name}：{old} → {new}"
LIST: Final = "名单　{name}：{old} → {new}"
SENTENCE: Final = "语句　{document}\n　　原：{old}\n　　改：{new}"
NOT_PRINTED: Final = "（无）"
