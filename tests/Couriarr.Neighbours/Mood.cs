namespace Couriarr.Neighbours;

/// <summary>How an app is today.</summary>
public enum Mood
{
    Well,

    /// <summary>503, as in its first seconds.</summary>
    Starting,

    /// <summary>429, and to come again in a second.</summary>
    TooOften,

    /// <summary>A proxy in front of it shows its login page instead, with 200.</summary>
    LoginPage,

    /// <summary>500 with a stack trace.</summary>
    Broken,

    /// <summary>429.</summary>
    Throttled,

    /// <summary>Takes the request and breaks the connection.</summary>
    HangsUp,

    /// <summary>Takes the request and never answers.</summary>
    Silent,

    /// <summary>Takes the request and answers when it is let.</summary>
    Slow,
}
