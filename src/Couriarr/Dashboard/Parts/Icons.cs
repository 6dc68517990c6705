namespace Couriarr.Dashboard.Parts;

/// <summary>Our own small drawings, each one line on a field of 24 by 24.</summary>
internal static class Icons
{
    public static string PathOf(string name) =>
        name switch
        {
            "menu" => "M4 7h16M4 12h16M4 17h16",
            "overview" => "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
            "queue" => "M4 6h16M4 12h16M4 18h9M17 15l3 3-3 3",
            "history" => "M12 8v4l3 2M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4",
            "titles" => "M4 5h16v14H4zM8 5v14M16 5v14M4 12h16",
            "inbox" => "M4 13h4l2 3h4l2-3h4M6 5h12l2 8v6H4v-6z",
            "shows" => "M4 8h16v11H4zM8 4l4 4 4-4",
            "rules" => "M5 5h14l-5.5 7v6l-3 2v-8z",
            "review" => "M5 12l4 4L19 6",
            "movies" => "M4 9h16v10H4zM4 9l2-5 4 1-2 4M10 5l4 1-2 3M14 6l5 1-1 2",
            "parity" => "M8 4v16M4 8l4-4 4 4M16 20V4M12 16l4 4 4-4",
            "apps" => "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 16.5h7M16.5 13v7",
            "receivers" => "M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4",
            "schedules" => "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
            "settings" => "M4 7h10M18 7h2M4 17h4M12 17h8M14 5v4M8 15v4",
            "logs" => "M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3",
            "system" => "M4 5h16v6H4zM4 13h16v6H4zM8 8h.01M8 16h.01",
            "security" => "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z",
            "key" => "M14 10a4 4 0 1 1-3.8 5H8v2H5v-3l5.2-3A4 4 0 0 1 14 10z",
            _ => "M5 12h14",
        };
}
