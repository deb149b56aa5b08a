"""What init, schedule, run --due and the logs say."""

from typing import Final

INIT_HELP: Final = "在一个文件夹里写一套带注释的设置和模板，供新单位修改使用；已有的文件绝不覆盖。"
INIT_FOLDER_HELP: Final = "新的工作目录。"
INIT_DONE: Final = "工作目录 {folder}：新写 {written} 个文件，原有 {kept} 个没有动。"
INIT_NEXT: Final = (
    "接下来：把 config.yaml 里的归溪县（虚构）改成本单位，运行 tongbao check 检查；"
    "把报表放进 inbox/，运行 tongbao run；用 tongbao schedule 看怎样定时运行。"
)
INIT_INSIDE_PROGRAM: Final = "{folder} 是程序自己的目录，请另选一个文件夹。"
OUTBOX_NOTE: Final = "处理结果写在这里，每期一个文件夹；先打开 index.html 看。\n"
NOTE_NAME: Final = "说明.txt"

DUE_HELP: Final = "处理所有该处理的期：已经结束、还没有处理过的，和仍在收报表的；漏掉的一并补上。定时任务用。"
DUE_AND_PERIOD: Final = "--due 由程序按日历选期，不能再写 --period。"
NOTHING_DUE: Final = "现在没有要处理的期。"
MORE_LINES: Final = "……另有 {count} 份，见 {page}"
PAGE_LINE: Final = "打开 {page} 看全部情况"

SCHEDULE_HELP: Final = "打印定时运行的写法（crontab 和 systemd），以及今后各期的日子；不改动系统。"
CALENDAR_HEAD: Final = "# 按 config.yaml 的日历，现在和接下来的各期："
CALENDAR_LINE: Final = "#   {period}　{start}起处理，报送期限 {deadlines}，收报到 {close}"
CALENDAR_FREEZE: Final = "，{freeze} 自动封账"
CRON_HEAD: Final = "# ── 贴进 crontab -e ── 工作时间每小时一次；该处理哪一期由程序按上面的日历定，关机漏掉的下次补上"
CRON_LINE: Final = "5 8-18 * * * {command}"
CRON_BOOT: Final = "@reboot sleep 120 && {command}"
SERVICE_HEAD: Final = "# ── 或者用 systemd：~/.config/systemd/user/tongbao.service ──"
TIMER_HEAD: Final = "# ── ~/.config/systemd/user/tongbao.timer ──"
SERVICE: Final = """[Unit]
Description=通报批处理

[Service]
Type=oneshot
WorkingDirectory={workspace}
ExecStart={command}
SuccessExitStatus=1
Nice=10
"""
TIMER: Final = """[Unit]
Description=通报批处理，每小时

[Timer]
OnCalendar=*-*-* 08..18:05:00
Persistent=true

[Install]
WantedBy=timers.target
"""
TIMER_ENABLE: Final = (
    "# 启用：systemctl --user daemon-reload && systemctl --user enable --now tongbao.timer && loginctl enable-linger"
)

LOG_BEGAN: Final = "{now}　{period} 开始（程序 {version}，经办 {by}）"
LOG_ENDED: Final = "结束，退出码 {code}"
LOG_STOPPED: Final = "中断：{why}"
