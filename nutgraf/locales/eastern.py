"""Polish, Czech, Russian, Ukrainian; Finnish and Turkish."""

from __future__ import annotations

from dataclasses import replace

from nutgraf.locales.conventions import COMMA, NBSP, SPACE, day_first, names

_POLISH = day_first(
    "pl",
    replace(SPACE, percent="%"),
    names(
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru",
        "niedziela poniedziałek wtorek środa czwartek piątek sobota",
        "niedz. pon. wt. śr. czw. pt. sob.",
    ),
    inflected=("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
)

_CZECH = replace(
    day_first(
        "cs",
        SPACE,
        names(
            "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
            "led úno bře dub kvě čvn čvc srp zář říj lis pro",
            "neděle pondělí úterý středa čtvrtek pátek sobota",
            "ne po út st čt pá so",
            "%d.%m.%Y",
        ),
        dot=".",
        inflected="ledna února března dubna května června července srpna září října listopadu prosince",
    ),
    short_date=f"%-d.{NBSP}%-m.{NBSP}%Y",
    day_month=f"%-d.{NBSP}%-m.",
)

_RUSSIAN = replace(
    day_first(
        "ru",
        SPACE,
        names(
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.",
            "воскресенье понедельник вторник среда четверг пятница суббота",
            "вс пн вт ср чт пт сб",
        ),
        inflected="января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    ),
    long_date=f"%-d %B %Y{NBSP}г.",
    short_date="%d.%m.%Y",
    day_month="%d.%m",
)

_UKRAINIAN = replace(
    day_first(
        "uk",
        replace(SPACE, percent="%"),
        names(
            "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
            "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
            "неділя понеділок вівторок середа четвер пʼятниця субота",
            "нд пн вт ср чт пт сб",
        ),
        inflected="січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    ),
    long_date=f"%-d %B %Y{NBSP}р.",
    short_date="%d.%m.%Y",
    day_month="%d.%m",
)

_TURKISH = day_first(
    "tr",
    replace(COMMA, currency=("$", ""), percent="%"),
    names(
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "Pazar Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi",
        "Paz Pzt Sal Çar Per Cum Cmt",
    ),
)

_FINNISH = replace(
    day_first(
        "fi",
        SPACE,
        names(
            "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
            "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
            "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai",
            "su ma ti ke to pe la",
            "%-d.%-m.%Y",
        ),
        dot=".",
        inflected=(
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta"
            " heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"
        ),
    ),
    short_date="%-d.%-m.%Y",
    day_month="%-d.%-m.",
    clock="%-H.%M",
    hour="%-H.%M",
)

EASTERN = (_POLISH, _CZECH, _RUSSIAN, _UKRAINIAN, _FINNISH, _TURKISH)
