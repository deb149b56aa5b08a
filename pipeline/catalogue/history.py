"""What the history says when it cannot be used."""

from typing import Final

NEWER: Final = "历史库是更新版本的程序建立的（第 {found} 版，本程序用第 {known} 版），请升级程序后再运行"
NOT_OPENED: Final = "历史库打不开，请检查地址、账号和权限（{reason}）"
NOT_WRITTEN: Final = "历史库写入失败（{reason}）；这一期的历史没有改变，排除原因后重新运行即可"
BAD_URL: Final = "store 写得不对，应像 sqlite:///state/history.sqlite 或 postgresql://用户:密码@主机/库名"
NO_DRIVER: Final = "用 PostgreSQL 需要先安装驱动：pip install 'tongbao[postgresql]'"
ON_A_NETWORK: Final = (
    "历史库在网络盘上（{kind}）。SQLite 在网络盘上会损坏，请把 store 改到本机磁盘的绝对路径，"
    "如 sqlite:////var/lib/tongbao/history.sqlite；几台机器合用时请改用 PostgreSQL"
)
NOT_COPIED: Final = "升级前的备份没有做成（{reason}），历史库没有改动"
