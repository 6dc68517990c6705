Console.WriteLine("Couriarr");
